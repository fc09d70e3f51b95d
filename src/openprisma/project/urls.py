"""All addresses: the web door."""

from openprisma.web.urls import handlers, urlpatterns

handler400, handler403, handler404, handler500 = handlers
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
