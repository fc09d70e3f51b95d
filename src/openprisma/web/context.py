"""What every page knows."""
def page(request):
    return {}
