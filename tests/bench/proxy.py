"""nginx as deploy/nginx.conf sets it up, as an ordinary process on a free port in front of apps
that run already.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.bench.server import HOST, ROOT, Server, await_health, ended, free_port

MISSING = "tidak ada nginx"
SITE = ROOT / "deploy" / "nginx.conf"
AROUND = """
{user}
daemon off;
pid {scratch}/nginx.pid;
error_log {scratch}/error.log;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    log_format uji '$request_uri $status $upstream_addr';
    access_log {scratch}/access.log uji;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    include {scratch}/site.conf;
}}
"""


def nginx() -> str | None:
    """The path of nginx, which Debian keeps where only root looks; None where there is none."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def site(
    apps: Sequence[Server], port: int, www: Path, scratch: Path, light: Path | None = None
) -> str:
    """deploy/nginx.conf with what has to be set (SET) for this machine, and nothing else
    changed.
    """
    text = SITE.read_text(encoding="utf-8")
    ports = [urlsplit(app.url).port for app in apps]
    changes = {
        "listen 80;": f"listen {HOST}:{port};",
        "server 127.0.0.1:8501": f"server {HOST}:{ports[0]}",
        "server 127.0.0.1:8502": f"server {HOST}:{ports[1]}",
        # beside the log that says which app answered
        "access_log /var/log/nginx/dasbor.log dasbor;": (
            f"access_log {scratch}/dasbor.log dasbor; access_log {scratch}/access.log uji;"
        ),
        "/var/log/nginx/dasbor-error.log": f"{scratch}/dasbor-error.log",
        "root /srv/dasbor/www;": f"root {www};",
        "root /srv/dasbor/situs;": f"root {light or scratch / 'situs'};",
        "alias /srv/dasbor/static/;": f"alias {ROOT}/static/;",
    }
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@contextmanager
def behind_nginx(apps: Sequence[Server], www: Path, light: Path | None = None) -> Iterator[Server]:
    """Two apps behind nginx, as one server; its log has a line for each request: address, status,
    and which app answered.

    Args:
        apps: two of them.
        www: the folder that deploy.assets wrote.
        light: the folder that deploy.site wrote, if it has been written.
    """
    binary = nginx()
    assert binary is not None, MISSING
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "site.conf").write_text(site(apps, port, www, scratch, light), encoding="utf-8")
        # Or it could not read the folder
        user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        (scratch / "nginx.conf").write_text(
            AROUND.format(user=user, scratch=scratch), encoding="utf-8"
        )
        command = [binary, "-p", str(scratch), "-c", str(scratch / "nginx.conf")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            url = f"http://{HOST}:{port}"
            await_health(url, process, scratch / "error.log")
            yield Server(url, process, 0.0, scratch / "access.log")
        finally:
            ended(process)


def cookie(site: Server, path: str = "/") -> str:
    """The cookie of a new visitor, which leads to one of the apps; path is what the visitor asks
    for first.
    """
    with urlopen(site.url + path, timeout=10) as answer:  # noqa: S310 - always http to this machine
        return f"dasbor={SimpleCookie(answer.headers['Set-Cookie'])['dasbor'].value}"
