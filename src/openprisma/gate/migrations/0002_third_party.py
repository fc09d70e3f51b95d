"""Tables of others: they get exactly these rights, in one list, with the reason."""

from django.db import migrations

from openprisma.gate.third_party import GRANTS


class Migration(migrations.Migration):
    dependencies = [
        ("gate", "0001_fence"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("otp_totp", "__latest__"),
        ("axes", "__latest__"),
        ("procrastinate", "__latest__"),
    ]
    operations = [migrations.RunSQL(GRANTS)]
