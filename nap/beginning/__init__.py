"""A country begins: what somebody answers about it becomes a plan file, regions and settings to start from. Pure.

`answers` reads and judges what was answered, `knowing` says what is usual in a country, `places` and `plan_file` write the files
of the plan, `folder` the whole folder.
"""
