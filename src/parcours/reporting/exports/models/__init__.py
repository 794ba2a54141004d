"""The tables of exports, one file each."""

from parcours.reporting.exports.models.export import Export, ExportStatus

__all__ = ["Export", "ExportStatus"]
