def door(get_response):
    return get_response
