using System.Collections.Immutable;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Naming;

/// <summary>
/// A source of kernel names such as <c>sda</c> or <c>nvme0</c>: where its numbers come from and when they are taken (an ida, a
/// counter, an alias of the device tree). Data only; who has which number is the driver core's to know.
/// </summary>
/// <param name="Name">Name of the class, as <c>index</c> steps have it.</param>
/// <param name="Format">How a name is made, see <see cref="NameFormat"/>.</param>
/// <param name="Source">Where its numbers are from.</param>
/// <param name="Taken">When they are taken.</param>
public sealed record NamingClass(string Name, string Format, IndexSource Source, IndexTime Taken)
{
    /// <summary>The first number.</summary>
    public int First { get; init; }

    /// <summary>The class whose number comes first in the name (<c>{of}</c>), and of whose owner each has numbers of its own; or null.</summary>
    public string? Of { get; init; }

    /// <summary>What was different in older kernels, oldest first.</summary>
    public ImmutableArray<NamingChange> Before { get; init; } = [];

    /// <summary>Numbers fixed for some devices, for <see cref="IndexSource.Alias"/> and <see cref="IndexSource.Fixed"/>.</summary>
    public ImmutableArray<FixedIndex> Fixed { get; init; } = [];

    /// <summary>The class as a kernel generation has it: source and time of then, no changes left.</summary>
    /// <param name="generation">The generation.</param>
    public NamingClass In(KernelGeneration generation)
    {
        foreach (var change in Before)
        {
            if (generation.IsBefore(change.Before))
            {
                return this with { Source = change.Source ?? Source, Taken = change.Taken ?? Taken, Before = [] };
            }
        }

        return this with { Before = [] };
    }
}
