"""What can be wrong with a provider, in plain words for whoever sets it up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Sentence

# It does not answer: its fault or the network's, and over by itself.
OUTAGE = ("silent", "status", "busy")

WORDS: dict[str, Sentence] = {
    "private": _(
        "The address is not one of the open internet over https. Providers on the city's own "
        "network need a public name."
    ),
    "silent": _("It does not answer, or its certificate does not hold."),
    "large": _("It answers with much more than a document of this kind holds."),
    "status": _("It answers with an error where it should give the document."),
    "json": _("What it answers is not the document that providers publish. Is it the issuer?"),
    "issuer": _("It calls itself by another address. Write the issuer exactly as it does."),
    "endpoints": _("Its document does not say where to sign in, where to get tokens and keys."),
    "code": _("It does not offer signing in by a code (response type “code”)."),
    "pkce": _("It does not offer PKCE with S256, which protects the code on its way."),
    "algorithms": _("It signs with none of the methods we accept (RS, PS, ES, EdDSA)."),
    "keys": _("It publishes no key with which its signatures could be checked."),
    "client": _("It does not know this client id, or the secret is not right."),
    "grant": _("It did not accept the code that it had given itself."),
    "refused": _("It refused our request. Look at its settings for this client."),
    "busy": _("It says that it is busy or being repaired."),
    "token": _("It gave no confirmation (id_token), or one that cannot be read."),
    "signature": _("The confirmation is not signed by the provider."),
    "algorithm": _("The confirmation is signed by a method that we do not accept."),
    "audience": _("The confirmation is for somebody else (aud, azp)."),
    "expired": _("The confirmation has expired. Are the clocks right?"),
    "early": _("The confirmation is from the future. Are the clocks right?"),
    "old": _("The confirmation was given before it was asked for."),
    "nonce": _("The confirmation belongs to another request (nonce)."),
    "subject": _("The confirmation does not say whom it is about (sub)."),
    "level": _("The confirmation is of a lower level than the city asks for (acr)."),
    "details": _("What it tells beside the confirmation (userinfo) cannot be read."),
}


class Trouble(Exception):
    """Something is wrong with a provider; `code` is one of `WORDS`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail

    @property
    def is_outage(self) -> bool:
        return self.code in OUTAGE

    def words(self) -> str:
        said = str(WORDS[self.code])
        return f"{said} ({self.detail})" if self.detail else said
