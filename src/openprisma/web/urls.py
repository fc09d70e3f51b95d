urlpatterns=[]
handlers=("openprisma.web.errors.bad","openprisma.web.errors.bad","openprisma.web.errors.bad","openprisma.web.errors.oops")
