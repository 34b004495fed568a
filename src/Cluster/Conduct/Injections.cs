using System.Security.Cryptography;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Events;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// The injections of a run: those that wait for a time, and the receipts of those that were accepted. An injection is read, gets its time and
/// its thread, is journaled, becomes part of the machine, and only then is acknowledged. Never has an effect twice for one key.
/// </summary>
internal sealed class Injections(RunMachine machine, IJournal journal, int run)
{
    private readonly Queue<InjectCommand> _waiting = new();
    private readonly Dictionary<string, (string Hash, InjectionReceipt Receipt)> _byKey = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>Injections accepted.</summary>
    internal int Count => machine.Fragments.Count;

    /// <summary>Some wait.</summary>
    internal bool IsWaiting => _waiting.Count > 0;

    /// <summary>Virtual time of the last one accepted.</summary>
    internal long LastAtNs { get; private set; }

    /// <summary>Takes what the journal says was accepted; gives back why it cannot be, or null.</summary>
    internal string? Recover(InjectedRecord record)
    {
        var first = machine.Scenario.Events.Length;
        var problem = machine.Apply(new FragmentSource(record.Number, record.AtNs, record.Thread, record.FragmentText));
        if (problem is null)
        {
            var count = machine.Scenario.Events.Length - first;
            Remember(
                record.IdempotencyKey, record.TextHash, record.FragmentText.Length,
                new InjectionReceipt(record.Number, record.AtNs, record.Thread, count == 0 ? -1 : first, count));
        }

        return problem;
    }

    /// <summary>Takes an injection to wait for its time, or refuses it.</summary>
    internal void Accept(InjectCommand command)
    {
        if (Refusal(command.Request) is { } refusal)
        {
            command.Refuse(refusal);
        }
        else
        {
            _waiting.Enqueue(command);
        }
    }

    /// <summary>Answers everything that waits with a refusal.</summary>
    internal void RefuseWaiting(ControlRefusalKind kind, string message)
    {
        while (_waiting.TryDequeue(out var command))
        {
            command.Refuse(kind, message);
        }
    }

    /// <summary>Gives a time to everything that waits, while nothing is asked of any partition.</summary>
    /// <param name="local">The driver core's partition.</param>
    /// <param name="latestNs">Time of the latest event of all partitions.</param>
    /// <param name="shownNs">Time up to which the trace may have been shown before a recovery.</param>
    /// <param name="pacedNs">Virtual time by the pace.</param>
    /// <param name="isPastKnown">What the threads do now is known. Until then each injection gets a thread of its own, and waits when there can be none.</param>
    /// <returns>A problem with the journal after which nothing more can be accepted, or null.</returns>
    internal JournalProblem? StampAll(LocalPartition local, long latestNs, long shownNs, long pacedNs, bool isPastKnown)
    {
        Func<int, bool> isIdle = isPastKnown ? local.IsThreadIdle : static _ => false;
        while ((isPastKnown || machine.ChooseThread(isIdle) != ThreadId.None) && _waiting.TryDequeue(out var command))
        {
            if (AnswerKnown(command))
            {
                continue;
            }

            var atNs = Math.Max(LastAtNs, ProtocolRules.Stamp(latestNs, shownNs, pacedNs));
            if (Stamp(command, local, atNs, isIdle) is { } problem && problem.Kind != JournalProblemKind.NotWritten)
            {
                return problem;
            }
        }

        return null;
    }

    private JournalProblem? Stamp(InjectCommand command, LocalPartition local, long atNs, Func<int, bool> isIdle)
    {
        var text = command.Request.FragmentText;
        var reading = machine.Read(text);
        if (reading.Fragment is null)
        {
            command.Refuse(new ControlRefusal(
                ControlRefusalKind.Invalid, "the fragment does not fit the machine as it is now", [.. reading.Problems.Select(problem => problem.ToString())]));
            return null;
        }

        var outcome = machine.Add(reading.Fragment, atNs, machine.ChooseThread(isIdle));
        if (outcome.Injection is not { } injection)
        {
            command.Refuse(ControlRefusalKind.TooMuch, outcome.Refusal ?? "");
            return null;
        }

        var receipt = new InjectionReceipt(Count + 1, atNs, injection.Thread, injection.FirstEvent, injection.EventCount);
        var hash = Hash(text);
        var problem = journal.Append(new InjectedRecord(run, receipt.Number, atNs, injection.Thread, text, command.Request.IdempotencyKey, hash));
        if (problem is not null)
        {
            machine.Forget();
            command.Refuse(ControlRefusalKind.Failed, $"the injection could not be put into the journal: {problem.Message}");
            return problem;
        }

        machine.Keep(new FragmentSource(receipt.Number, atNs, injection.Thread, text));
        local.Extend(machine);
        Remember(command.Request.IdempotencyKey, hash, text.Length, receipt);
        command.Answer(new ControlOutcome<InjectionReceipt>(receipt, null));
        return null;
    }

    private ControlRefusal? Refusal(InjectionRequest request)
    {
        if (request.IdempotencyKey?.Length > ConductBounds.MaxNameLength)
        {
            return new ControlRefusal(ControlRefusalKind.Invalid, $"an idempotency key has at most {ConductBounds.MaxNameLength} characters", []);
        }

        var reached = request.FragmentText.Length > ConductBounds.MaxFragmentBytes ? $"a fragment has at most {ConductBounds.MaxFragmentBytes} bytes"
            : _bytes + request.FragmentText.Length > ConductBounds.MaxFragmentsBytes ? $"the fragments of a run have at most {ConductBounds.MaxFragmentsBytes} bytes together"
            : Count >= ConductBounds.MaxInjections ? $"a run takes at most {ConductBounds.MaxInjections} injections"
            : _waiting.Count >= ConductBounds.MaxWaitingInjections ? $"{ConductBounds.MaxWaitingInjections} injections wait already; try again later"
            : null;
        return reached is null ? null : new ControlRefusal(ControlRefusalKind.TooMuch, reached, []);
    }

    /// <summary>Answers an injection whose key was accepted before: with its receipt, or a refusal when it is another one.</summary>
    internal bool AnswerKnown(InjectCommand command)
    {
        var request = command.Request;
        if (request.IdempotencyKey is null || !_byKey.TryGetValue(request.IdempotencyKey, out var known))
        {
            return false;
        }

        var (hash, receipt) = known;
        if (string.Equals(hash, Hash(request.FragmentText), StringComparison.Ordinal))
        {
            command.Answer(new ControlOutcome<InjectionReceipt>(receipt, null));
        }
        else
        {
            command.Refuse(ControlRefusalKind.Conflict, $"the idempotency key '{request.IdempotencyKey}' was used for another fragment");
        }

        return true;
    }

    private void Remember(string? key, string hash, int bytes, InjectionReceipt receipt)
    {
        LastAtNs = Math.Max(LastAtNs, receipt.AtNs);
        _bytes += bytes;
        if (key is not null)
        {
            _byKey[key] = (hash, receipt);
        }
    }

    private static string Hash(ReadOnlyMemory<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text.Span));
}
