using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>One process's hold on the journal. The lock of a dead process is free; that of a living one is not.</summary>
internal sealed class SimJournal(SimJournalDisk disk) : IJournal
{
    private static JournalProblem Superseded => new(JournalProblemKind.Superseded, "another process leads since");

    public JournalOpening Open()
    {
        if (disk.Holder is not null && disk.Holder != this)
        {
            return new JournalOpening(null, new JournalProblem(JournalProblemKind.Held, "another process has it open"));
        }

        disk.Holder = this;
        disk.Term++;
        return new JournalOpening(new JournalContent(disk.Term, [.. disk.Records], disk.HighWaterNs), null);
    }

    public JournalProblem? Append(JournalRecord record)
    {
        if (disk.Holder != this)
        {
            return Superseded;
        }

        return disk.Write(() =>
        {
            disk.HighWaterNs = record is RunStartedRecord ? 0 : disk.HighWaterNs;
            disk.Records.Add(record);
        });
    }

    public JournalProblem? RaiseHighWater(int run, long virtualNs)
    {
        if (disk.Holder != this)
        {
            return Superseded;
        }

        virtualNs.ShouldBeGreaterThan(disk.HighWaterNs);
        return disk.Write(() => disk.HighWaterNs = virtualNs);
    }

    public JournalProblem? Check() => disk.Holder == this ? null : Superseded;

    public void Close()
    {
        if (disk.Holder == this)
        {
            disk.Holder = null;
        }
    }
}
