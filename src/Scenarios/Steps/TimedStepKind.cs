using NumaProbe.Scenarios.Distributions;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Waiting, computing or being busy: for a time, or for one that is drawn.</summary>
/// <param name="work">Which of them.</param>
/// <param name="text">What it means, for people.</param>
internal sealed class TimedStepKind(DrawnWork work, string text)
    : StepKind(new FormatKey(work.ToString().ToLowerInvariant(), Formats.Drawn.Type, text), "write for example 35ms")
{
    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader) => StepPlan.Of(
        (Formats.Drawn.Read(field, reader.Context), work) switch
        {
            (null, _) => null,
            (FixedDuration known, DrawnWork.Wait) => new WaitStep(known.DurationNs),
            (FixedDuration known, DrawnWork.Compute) => new ComputeStep(known.DurationNs),
            (FixedDuration known, _) => new BusyStep(known.DurationNs),
            (var drawn, _) => new DrawnStep(work, drawn),
        },
        field);

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step switch
    {
        WaitStep => work == DrawnWork.Wait,
        ComputeStep => work == DrawnWork.Compute,
        BusyStep => work == DrawnWork.Busy,
        DrawnStep drawn => drawn.Work == work,
        _ => false,
    };

    /// <inheritdoc/>
    internal override bool AreUniform(IReadOnlyList<ProbeStep> steps, SeriesName series) => steps[0] is DrawnStep first
        ? steps.All(step => step is DrawnStep other && other.Work == work && DistributionText.AreSame(other.Duration, first.Duration))
        : base.AreUniform(steps, series);

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        if (steps[0] is DrawnStep drawn)
        {
            Formats.Drawn.Write(writer.Yaml, drawn.Duration);
        }
        else
        {
            writer.Yaml.Plain(Quantity.FormatDuration(steps[0] switch
            {
                WaitStep wait => wait.DurationNs,
                ComputeStep compute => compute.DurationNs,
                var busy => ((BusyStep)busy).DurationNs,
            }));
        }
    }
}
