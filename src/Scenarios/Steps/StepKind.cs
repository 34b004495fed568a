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

    /// <summary>The step of a plan for one device of a series, when the plan names a device that may change with it; null, with a problem, when that is not there.</summary>
    internal virtual ProbeStep? Resolve(StepPlan plan, NameTemplate device, int place, BindContext context) => plan.Step;

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
