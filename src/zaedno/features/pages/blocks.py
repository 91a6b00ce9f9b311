"""What a page is made of: words, pictures, quotes, things of this product, outside addresses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH = ["bold", "italic", "link", "ol", "ul", "h3"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    source = blocks.CharBlock(label=_("Who said them"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/quote.html"


class ThingBlock(blocks.CharBlock):
    """A document, workshop, commitment … named by its kind and number, drawn as a card."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        kind, colon, ident = str(cleaned).partition(":")
        if not (colon and "." in kind and ident.isalnum()):
            raise ValidationError(
                _("Write it like “documents.document:12”: it stands at the end of the address.")
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Something from this site")
        template = "pages/blocks/thing.html"


class OutsideLinkBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("What is there"), max_length=200)

    class Meta:
        icon = "link-external"
        label = _("Outside link")
        template = "pages/blocks/outside_link.html"


class Body(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(label=_("Text"), features=RICH)
    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", template="pages/blocks/heading.html", max_length=120
    )
    image = ImageBlock(label=_("Picture"), template="pages/blocks/image.html")
    quote = QuoteBlock()
    thing = ThingBlock()
    outside_link = OutsideLinkBlock()
