namespace NumaProbe.Cluster.Journal;

/// <summary>Sorts of problem with a journal.</summary>
public enum JournalProblemKind
{
    /// <summary>Another process has it open.</summary>
    Held,

    /// <summary>The record is certainly not in the journal, and the journal is as before: the disk is full, say. Trying again may succeed.</summary>
    NotWritten,

    /// <summary>Whether the record is in the journal is unknown. Nothing may be added before it was closed and opened again.</summary>
    Broken,

    /// <summary>Another process has opened it since and leads: its term is higher.</summary>
    Superseded,

    /// <summary>It cannot be read: damaged beyond a torn end, or written by a newer version.</summary>
    Unreadable,
}
