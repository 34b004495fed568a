using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>
/// One kind of step, stated once: its key, what it means, how it is read and checked, how it is written. A new kind of step is a class of this family and a line
/// in <see cref="StepKinds"/>.
/// </summary>
/// <param name="key">Its key.</param>
/// <param name="example">What could stand where a value is missing.</param>
internal abstract class StepKind(FormatKey key, string example)
{
    /// <summary>Its key.</summary>
    internal FormatKey Key => key;

    /// <summary>What could stand where a value is missing.</summary>
    internal string Example => example;

    /// <summary>Its own mapping, for the reference page; null when it has none.</summary>
    internal virtual FormatMapping? Mapping => null;

    /// <summary>It may have nothing after its key.</summary>
    internal virtual bool TakesNothing => false;

    /// <summary>The step, or null with a problem.</summary>
    internal abstract StepPlan? Read(Field field, StepReader reader);

    /// <summary>The step of a plan that names a device.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="target">The device, which may change with the device of a series.</param>
    /// <param name="context">Where it must be known.</param>
    /// <returns>The step; null, with a problem, when the device is not there.</returns>
    internal virtual ProbeStep? Resolve(StepPlan plan, string target, BindContext context) => throw new ArgumentOutOfRangeException(nameof(plan), plan, "a step that names no device");

    /// <summary>Steps of this kind are so written.</summary>
    internal abstract bool Writes(ProbeStep step);

    /// <summary>The steps, one for each device of a series, differ by what <see cref="Write"/> can say in one.</summary>
    internal virtual bool AreUniform(IReadOnlyList<ProbeStep> steps, SeriesName series) => steps.All(step => Equals(step, steps[0]));

    /// <summary>Writes the value of the key.</summary>
    /// <param name="steps">One step for each device of a series, uniform.</param>
    /// <param name="series">The series, or null for one device.</param>
    /// <param name="writer">Writes lists inside.</param>
    internal abstract void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer);
}
