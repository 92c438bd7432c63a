"""`kortui serve`: one database for many readers over SSH, each with an app of their own in one process.

Needs the extra ``kortui[ssh]`` (asyncssh). A session costs some 2 MB here, against 31 MB for a process of its own behind
OpenSSH; what is shared is the database, its index and the processor, and `session` and `driver` see to it that nobody
takes more than a share of the last.
"""
