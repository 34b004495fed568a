using System.Text;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>
/// Whoever uses the cluster: starts the run, injects, finishes. Asks again with the same key until there is an answer that stands; answers
/// may get lost on the way.
/// </summary>
internal sealed class SimClient(SimCluster cluster, SimKnobs knobs, Random random)
{
    private const int GiveUpMs = 20_000;

    /// <summary>Each asks until it is answered, so more would fill a cluster that takes long.</summary>
    private const int MostHurried = 8;

    private readonly Dictionary<int, InjectionReceipt> _receipts = [];
    private readonly HashSet<int> _refused = [];
    private readonly HashSet<int> _open = [];
    private RunStarted? _started;
    private int _hurried;

    internal bool IsDone { get; private set; }

    /// <summary>What was acknowledged, by the number of the client's injection.</summary>
    internal IReadOnlyDictionary<int, InjectionReceipt> Receipts => _receipts;

    internal RunFinished? Finished { get; private set; }

    internal void Begin() => Ask<RunStarted>(
        answer => new StartCommand(
            new StartRequest(knobs.Scenario.Text, "scenario.yaml", null, knobs.RunSeed, knobs.Pace, knobs.StaysOpen, "start"), answer),
        outcome =>
        {
            if (outcome.Value is null)
            {
                return IsFinal(outcome.Refusal!) ? throw new SimViolationException($"the run was refused: {outcome.Refusal}") : false;
            }

            _started ??= outcome.Value;
            if (_started != outcome.Value)
            {
                throw new SimViolationException($"one key began two runs: {_started} and {outcome.Value}");
            }

            Continue();
            return true;
        });

    /// <summary>Asks at once for something that is not answered yet.</summary>
    internal void Hurry()
    {
        if (_open.Count > 0 && _hurried++ < MostHurried)
        {
            var number = _open.Min();
            cluster.Network.After(0, () => Inject(number));
        }
    }

    internal string Describe() => $"started {_started}, {_receipts.Count} receipts, {_refused.Count} refused, open {string.Join(',', _open)}, finished {Finished}";

    private static bool IsFinal(ControlRefusal refusal) =>
        refusal.Kind is ControlRefusalKind.Invalid or ControlRefusalKind.Conflict;

    private void Continue()
    {
        for (var number = 0; number < knobs.Injections.Length; number++)
        {
            var mine = number;
            _open.Add(mine);
            cluster.Network.After(knobs.Injections[number].Step, () => Inject(mine));
        }

        if (knobs.Injections.Length == 0)
        {
            WaitForEnd();
        }
    }

    private void Inject(int number) => Ask<InjectionReceipt>(
        answer => new InjectCommand(new InjectionRequest(Encoding.UTF8.GetBytes(knobs.Injections[number].Text), $"key{number}"), answer),
        outcome =>
        {
            if (outcome.Refusal is { } refusal)
            {
                if (!IsFinal(refusal))
                {
                    return false;
                }

                if (_receipts.ContainsKey(number))
                {
                    throw new SimViolationException($"injection {number} was acknowledged and then refused: {refusal}");
                }

                _refused.Add(number);
            }
            else if (_receipts.TryGetValue(number, out var before) && before != outcome.Value)
            {
                throw new SimViolationException($"one key was acknowledged as {before} and as {outcome.Value}");
            }
            else
            {
                _receipts[number] = outcome.Value!;
                if (random.Next(3) == 0)
                {
                    cluster.Count(SimFault.AskedAgain);
                    cluster.Network.After(random.Next(500), () => Inject(number));
                }
            }

            if (_open.Remove(number) && _open.Count == 0)
            {
                WaitForEnd();
            }

            return true;
        });

    private void WaitForEnd() => Ask<RunFinished>(
        answer => new FinishCommand(answer),
        outcome =>
        {
            if (outcome.Value is null)
            {
                return IsFinal(outcome.Refusal!) ? throw new SimViolationException($"the run cannot be finished: {outcome.Refusal}") : false;
            }

            Finished = outcome.Value;
            IsDone = true;
            return true;
        });

    /// <summary>Asks until the answer is taken.</summary>
    private void Ask<T>(Func<Action<ControlOutcome<T>>, ControlCommand> command, Func<ControlOutcome<T>, bool> take)
        where T : class
    {
        var settled = false;
        void Again()
        {
            if (!settled && !IsDone)
            {
                settled = true;
                cluster.Network.After(100 + random.Next(1_500), () => Ask(command, take));
            }
        }

        if (cluster.AnyCoordinator() is not { } coordinator)
        {
            Again();
            return;
        }

        var answered = false;
        var asked = command(outcome =>
        {
            if (answered)
            {
                throw new SimViolationException("a command was answered twice");
            }

            answered = true;
            cluster.Checks.Answered(outcome.Value as InjectionReceipt);
            if (random.NextDouble() < knobs.Loss)
            {
                cluster.Count(SimFault.AnswerLost);
                return;
            }

            cluster.Network.After(1, () =>
            {
                if (settled || IsDone)
                {
                    return;
                }

                if (take(outcome))
                {
                    settled = true;
                }
                else
                {
                    Again();
                }
            });
        });
        coordinator.Do(() => cluster.Call(coordinator, now => coordinator.Core.OnCommand(asked, now)));
        cluster.Network.After(GiveUpMs, Again);
    }
}
