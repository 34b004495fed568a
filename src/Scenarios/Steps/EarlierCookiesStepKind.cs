using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>The step without a value that waits for earlier cookies; only a part has a cookie to be earlier than.</summary>
internal sealed class EarlierCookiesStepKind() : StepKind(
    new FormatKey("wait_for_earlier_cookies", new NothingType(), "in a part: `async_synchronize_cookie()` of its own cookie, as libata does to scan its ports in order"), "")
{
    /// <inheritdoc/>
    internal override bool TakesNothing => true;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        if (field.Given || field.IsBroken)
        {
            if (field.Given)
            {
                reader.Context.Problems.Add(field.Mark, "wait_for_earlier_cookies with a value", "it takes none", "write 'wait_for_earlier_cookies:' with nothing after it");
            }

            return null;
        }

        if (!reader.IsInPart)
        {
            reader.Context.Problems.Add(field.Mark, "wait_for_earlier_cookies outside of a part", "only the parts of 'parallel' have a cookie of their own", "move it into a part");
            return null;
        }

        return StepPlan.Of(new EarlierCookiesStep(), field);
    }

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is EarlierCookiesStep;

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer) => writer.Yaml.Plain("null");
}
