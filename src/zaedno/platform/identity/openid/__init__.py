"""OpenID Connect as a client: discovery, the way there and back, and what a token proves.

Signatures and dates are checked by PyJWT (docs/decisions/0015-openid-connect-with-pyjwt.md).
"""
