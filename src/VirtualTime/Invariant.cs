using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>Named statements that always hold, in release builds too. A violated one ends the run and is a bug.</summary>
public static class Invariant
{
    /// <summary>Requires a condition.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="name">Stable name, kebab case, unique in the code base.</param>
    /// <exception cref="InvariantViolationException">It does not hold.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require([DoesNotReturnIf(false)] bool holds, string name)
    {
        if (!holds)
        {
            Violated(name, "");
        }
    }

    /// <summary>Requires a condition, with a detail for the message.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="name">Stable name, kebab case, unique in the code base.</param>
    /// <param name="detail">What was found; evaluated by the caller only for cheap values.</param>
    /// <exception cref="InvariantViolationException">It does not hold.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require([DoesNotReturnIf(false)] bool holds, string name, long detail)
    {
        if (!holds)
        {
            Violated(name, string.Create(null, $" ({detail})"));
        }
    }

    [DoesNotReturn]
    private static void Violated(string name, string detail) => throw new InvariantViolationException(name, detail);
}
