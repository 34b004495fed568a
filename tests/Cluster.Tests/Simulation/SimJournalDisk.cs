using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>The disk that coordinators share: the journal's records, and who has it open.</summary>
internal sealed class SimJournalDisk(IReadOnlyList<(int Write, SimFault Fault)> faults, Random random, Action<SimFault> count)
{
    private int _writes;
    private int _fullUntil;

    internal List<JournalRecord> Records { get; } = [];

    internal long Term { get; set; }

    internal long HighWaterNs { get; set; }

    internal SimJournal? Holder { get; set; }

    /// <summary>Writes, or does what the seed has in store.</summary>
    internal JournalProblem? Write(Action write)
    {
        _writes++;
        var fault = faults.Where(one => one.Write == _writes).Select(one => (SimFault?)one.Fault).FirstOrDefault();
        if (fault == SimFault.DiskFull)
        {
            _fullUntil = _writes + random.Next(1, 4);
        }

        if (_writes < _fullUntil)
        {
            count(SimFault.DiskFull);
            return new JournalProblem(JournalProblemKind.NotWritten, "no space left");
        }

        if (fault is SimFault.PowerLost or SimFault.JournalBroken)
        {
            count(fault.Value);
            if (random.Next(2) == 0)
            {
                write();
            }

            return fault == SimFault.PowerLost ? throw new PowerLossException() : new JournalProblem(JournalProblemKind.Broken, "an I/O error");
        }

        write();
        return null;
    }
}
