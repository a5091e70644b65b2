"""What stands before the rooms: who is not signed in is told how, who is can leave."""

import json

import streamlit as st

from analytics.core.markup import plain
from pages.parts.door import where
from pages.parts.lomba import access
from pages.parts.shared.component import component

_LEAVE = component("keluar", '<div class="leave-root"></div>')


def masuk() -> None:
    """What a visitor sees who is not signed in, or whom nobody has given a role."""
    email = access.email()
    if email:
        st.warning(
            f"Anda masuk sebagai {plain(email)}, tetapi panitia belum memberi alamat itu"
            " peran dalam satu edisi pun. Minta panitia mendaftarkannya.",
            icon=":material/person_off:",
        )
        st.button("Keluar", icon=":material/logout:", on_click=st.logout, key="lomba_keluar")
        return
    st.markdown(
        "Halaman ini untuk panitia, kecamatan peserta, verifikator, juri, pimpinan, dan auditor"
        " sebuah lomba. Hasil yang sudah terbit ada di halaman lain dan terbuka bagi semua orang."
    )
    st.markdown(
        "**Anda punya undangan?** Buka tautan dari panitia di gawai yang akan Anda pakai. Tautan"
        " itu sekali pakai; bila sudah terpakai, hilang, atau lewat waktu, minta yang baru kepada"
        " panitia. Tidak ada kata sandi."
    )
    if access.has_provider():
        st.button(
            "Masuk dengan akun dinas",
            icon=":material/login:",
            type="primary",
            on_click=st.login,
            key="lomba_masuk",
        )


def leave() -> None:
    """The way out: it ends the session for every tab of this browser."""
    if access.email() and not access.key().session:
        st.button("Keluar", icon=":material/logout:", on_click=st.logout, key="lomba_keluar")
        return
    told = {"way": f"{where.base()}{where.SIGNING}"}
    _LEAVE(data=json.dumps(told).encode(), key="lomba_keluar", width="content")
