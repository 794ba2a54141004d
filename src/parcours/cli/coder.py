"""The coder of occupations for the commands that need it, its index built on the first use."""

from parcours.cli.console import Console
from parcours.cli.loaded import damaged, old_codes
from parcours.core.language import N_
from parcours.engine.occupations.coder import Coder
from parcours.reference.coder_index import ensure_index, is_complete, load_coder
from parcours.reference.data_folder import data_folder
from parcours.reference.full_index import build, is_missing
from parcours.reference.store import Damaged, reference_folder
from parcours.tables.findings import unreadable


def find_coder(console: Console) -> Coder:
    """Return the coder, its index built when there is none yet. Raises Refused."""
    folder = data_folder() / "occupations"
    try:
        if is_missing(folder, reference_folder()):
            console.progress(console.say("Building the index of occupations, this once …"))
            build(folder, reference_folder())
        if not is_complete(folder):
            console.progress(console.say("Building the index of occupations, this once …"))
            ensure_index(folder)
        return load_coder(folder, old_codes())
    except Damaged as table:
        raise damaged(table) from table
    except (OSError, ValueError) as problem:
        raise unreadable(
            str(folder),
            N_("The index of occupations cannot be built or read in this folder."),
            N_("Remove the folder, or name another one with the variable XDG_DATA_HOME."),
        ) from problem
