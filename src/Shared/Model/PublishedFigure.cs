namespace NumaProbe.Shared.Model;

/// <summary>A figure that others published and that a run is to show.</summary>
/// <param name="Value">The figure, more than 0; times in nanoseconds.</param>
/// <param name="WithinPerMillion">How far the run may be from it, in millionths of it.</param>
/// <param name="Constants">Whether constants were fitted to it.</param>
/// <param name="Source">Who published it, for people.</param>
public sealed record PublishedFigure(double Value, int WithinPerMillion, FigureConstants Constants, string Source)
{
    /// <summary>How far a run may be from a figure where the scenario does not say: 5 %.</summary>
    public const int DefaultWithinPerMillion = 50_000;

    private const double Million = 1_000_000;

    /// <summary>Lowest accepted value.</summary>
    public double Minimum => Value - (Value * WithinPerMillion / Million);

    /// <summary>Highest accepted value.</summary>
    public double Maximum => Value + (Value * WithinPerMillion / Million);
}
