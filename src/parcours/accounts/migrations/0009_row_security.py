from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("accounts", "0008_versions")]

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
