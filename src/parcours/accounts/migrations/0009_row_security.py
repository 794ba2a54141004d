from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

<<<<<<<< HEAD:src/parcours/accounts/migrations/0009_row_security.py
    dependencies = [("accounts", "0008_versions")]
========
    dependencies = [("accounts", "0008_cases4")]
>>>>>>>> webspeed:src/parcours/accounts/migrations/0009_rls.py

    operations = [
        Guard("auditchain"),
        Guard("auditentry"),
        Guard("auditcontent", through="entry"),
        Guard("identity"),
        Guard("identityprovider"),
        Guard("import"),
        Guard("importrow"),
        Guard("invitation"),
        Guard("membership"),
        Guard("networkmember"),
        Guard("partnership"),
        Guard("signedlink"),
    ]
