"""Moments of an edition on its own clock, by the time of the server."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from analytics.core import text
from data.contest import desk
from data.contest.setting_up import ZONES


def now() -> datetime:
    """Now, by the clock of the server."""
    return desk.now()


def told(at: datetime, zone: str) -> str:
    """A moment as the clock of an edition shows it: "11 Desember 2026 23.59 WIB"."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{text.date(f'{there:%Y-%m-%d}')} {there:%H.%M} {ZONES.get(zone, zone)}"


def clock(at: datetime, zone: str) -> str:
    """The time of day alone where it is today, else the whole moment."""
    there = at.astimezone(ZoneInfo(zone))
    is_today = there.date() == now().astimezone(ZoneInfo(zone)).date()
    return f"pukul {there:%H.%M} {ZONES.get(zone, zone)}" if is_today else told(at, zone)


def left(until: datetime, since: datetime) -> str:
    """How long it is until then: "14 hari lagi", "3 jam lagi", "12 menit lagi"."""
    span = until - since
    if span <= timedelta(0):
        return "sudah lewat"
    if span >= timedelta(days=2):
        return f"{text.number(span.days)} hari lagi"
    hours = span // timedelta(hours=1)
    return (
        f"{text.number(hours)} jam lagi" if hours else f"{span // timedelta(minutes=1)} menit lagi"
    )


def at(day: date, hour: time, zone: str) -> datetime:
    """The moment at which the clock of an edition shows this."""
    return datetime.combine(day, hour, ZoneInfo(zone))


def is_same(one: datetime, other: datetime) -> bool:
    """Whether two moments are of the same minute."""
    return abs(one - other) < timedelta(minutes=1)
