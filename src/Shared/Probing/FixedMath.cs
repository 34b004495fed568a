using System.Numerics;

namespace NumaProbe.Shared.Probing;

/// <summary>
/// Logarithm, power and the quantile of the normal distribution in integers (32 bits behind the point) and decimals. Floating point
/// functions may differ in the last bit from one C library to the next, and one bit is another trace.
/// </summary>
internal static class FixedMath
{
    /// <summary>Bits behind the point.</summary>
    internal const int Shift = 32;

    /// <summary>The quantile of the normal distribution at 99 %.</summary>
    internal const long Normal99 = 9_991_588_038;

    /// <summary>ln 2.</summary>
    internal const long NaturalLog2 = 2_977_044_471;

    private const int RootShift = 62;
    private const decimal LowTail = 0.02425m;

    // Acklam's rational approximation of the quantile, relative error below 1.2e-9
    private static readonly decimal[] A = [-39.69683028665376m, 220.9460984245205m, -275.9285104469687m, 138.3577518672690m, -30.66479806614716m, 2.506628277459239m];
    private static readonly decimal[] B = [-54.47609879822406m, 161.5858368580409m, -155.6989798598866m, 66.80131188771972m, -13.28068155288572m, 1m];
    private static readonly decimal[] C = [-0.007784894002430293m, -0.3223964580411365m, -2.400758277161838m, -2.549732539343734m, 4.374664141464968m, 2.938163982698783m];
    private static readonly decimal[] D = [0.007784695709041462m, 0.3224671290700398m, 2.445134137142996m, 3.754408661907416m, 1m];

    /// <summary>2 to the power of 1/2, 1/4, 1/8, … with 62 bits behind the point.</summary>
    private static readonly ulong[] Roots = MakeRoots();

    /// <summary>Logarithm to base 2 of a number from 1 on.</summary>
    internal static long Log2(ulong number)
    {
        var whole = BitOperations.Log2(number);
        var rest = number << (63 - whole);
        long result = whole;
        for (var bit = 0; bit < Shift; bit++)
        {
            var square = ((UInt128)rest * rest) >> 63;
            var isTwo = (square >> 64) != 0;
            rest = (ulong)(isTwo ? square >> 1 : square);
            result = (result << 1) | (isTwo ? 1L : 0L);
        }

        return result;
    }

    /// <summary>A number times 2 to a power, at most <see cref="ScenarioLimits.DurationNs"/>.</summary>
    internal static long Scale(long number, long exponent)
    {
        var factor = 1UL << RootShift;
        for (var bit = 0; bit < Shift; bit++)
        {
            if (((exponent >> (Shift - 1 - bit)) & 1) != 0)
            {
                factor = (ulong)(((UInt128)factor * Roots[bit]) >> RootShift);
            }
        }

        var right = RootShift - (exponent >> Shift);
        var product = (UInt128)(ulong)number * factor;
        return right switch
        {
            < 0 => number == 0 ? 0 : ScenarioLimits.DurationNs,
            > 127 => 0,
            _ => (long)UInt128.Min(product >> (int)right, (UInt128)ScenarioLimits.DurationNs),
        };
    }

    /// <summary>The quantile of the standard normal distribution at the probability that a uniform number stands for.</summary>
    internal static long InverseNormal(ulong draw)
    {
        // the odd number avoids the probabilities 0 and 1
        var odd = (draw >> 11 << 1) | 1;
        var probability = odd / (decimal)(1UL << 54);
        var value = probability < LowTail ? Tail(odd)
            : probability > 1 - LowTail ? -Tail((1UL << 54) - odd)
            : Centre(probability - 0.5m);
        return (long)(value * (1L << Shift));
    }

    /// <summary>The largest whole number whose square is not above a number.</summary>
    internal static ulong Root(UInt128 number)
    {
        ulong root = 0;
        for (var bit = 63; bit >= 0; bit--)
        {
            var next = root | (1UL << bit);
            if ((UInt128)next * next <= number)
            {
                root = next;
            }
        }

        return root;
    }

    private static decimal Centre(decimal q)
    {
        var r = q * q;
        return Polynomial(A, r) * q / Polynomial(B, r);
    }

    /// <summary>The lower tail, of a probability in 2^-54.</summary>
    private static decimal Tail(ulong probability)
    {
        // q = sqrt(-2 ln p)
        var bits = (54L << Shift) - Log2(probability);
        var square = ((UInt128)(ulong)bits * NaturalLog2) >> (Shift - 1);
        var q = Root(square << Shift) / (decimal)(1L << Shift);
        return Polynomial(C, q) / Polynomial(D, q);
    }

    private static decimal Polynomial(decimal[] coefficients, decimal at)
    {
        var value = 0m;
        foreach (var coefficient in coefficients)
        {
            value = (value * at) + coefficient;
        }

        return value;
    }

    private static ulong[] MakeRoots()
    {
        var roots = new ulong[Shift];
        var last = 2UL << RootShift;
        for (var i = 0; i < Shift; i++)
        {
            last = Root((UInt128)last << RootShift);
            roots[i] = last;
        }

        return roots;
    }
}
