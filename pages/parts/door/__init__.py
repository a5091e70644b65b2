"""What stands between the world and the app: who asks for what, how much of it, and under which
headers.
"""
