using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>Walks over steps that have steps inside. Knows every kind that does; nobody else should.</summary>
public static class ProbeSteps
{
    /// <summary>Every step of a rule in file order, those inside others directly after them.</summary>
    /// <param name="rule">The rule.</param>
    public static IEnumerable<ProbeStep> All(ProbeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Flat(rule.Before).Concat(Flat(rule.Work)).Concat(Flat(rule.After));
    }

    /// <summary>Every step of a list in file order, those inside others directly after them.</summary>
    /// <param name="steps">The list.</param>
    public static IEnumerable<ProbeStep> Flat(ImmutableArray<ProbeStep> steps)
    {
        foreach (var step in steps)
        {
            yield return step;
            foreach (var inner in Inside(step).SelectMany(Flat))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The lists inside a step.</summary>
    /// <param name="step">The step.</param>
    public static IEnumerable<ImmutableArray<ProbeStep>> Inside(ProbeStep step) => step switch
    {
        LockedStep locked => [locked.Steps],
        ParallelStep parallel => parallel.Parts,
        ScanHostStep host => [host.Scan, host.Publish],
        _ => [],
    };

    /// <summary>The step with other lists inside it, as many as it had.</summary>
    /// <param name="step">The step.</param>
    /// <param name="change">What becomes of each list.</param>
    public static ProbeStep WithInside(ProbeStep step, Func<ImmutableArray<ProbeStep>, ImmutableArray<ProbeStep>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return step switch
        {
            LockedStep locked => locked with { Steps = change(locked.Steps) },
            ScanHostStep host => new ScanHostStep(change(host.Scan), change(host.Publish)),
            ParallelStep parallel => parallel with { Parts = [.. parallel.Parts.Select(change)] },
            _ => step,
        };
    }
}
