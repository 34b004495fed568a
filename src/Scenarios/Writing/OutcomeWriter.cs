using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Binding;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Writing;

/// <summary>Writes the costs, as differences from the nearer preset, and the expectations.</summary>
internal sealed class OutcomeWriter(YamlText yaml)
{
    internal void WriteCosts(CostModel costs, string? source, ImmutableArray<string> fitted)
    {
        var fromServer = Changed(costs, CostModel.Default);
        var fromQemu = Changed(costs, CostModel.QemuTcg);
        var isQemu = fromQemu.Count < fromServer.Count;
        var changed = isQemu ? fromQemu : fromServer;
        if (!isQemu && changed.Count == 0 && source is null && fitted.IsEmpty)
        {
            return;
        }

        yaml.Plain("costs");
        yaml.BeginMapping();
        yaml.Plain("preset");
        yaml.Plain(isQemu ? FileWords.QemuTcg : FileWords.Server);
        if (source is not null)
        {
            yaml.Plain("source");
            yaml.Prose(source);
        }

        if (!fitted.IsEmpty)
        {
            yaml.Plain("fitted");
            yaml.Texts(fitted);
        }

        foreach (var member in changed)
        {
            yaml.Plain(member.Key);
            yaml.Plain(member.Format(costs));
        }

        yaml.EndMapping();
    }

    internal void WriteExpectations(ImmutableArray<Expectation> expectations)
    {
        yaml.Plain("expect");
        yaml.BeginList();
        foreach (var expectation in expectations)
        {
            yaml.BeginMapping();
            WriteExpectation(expectation);
            yaml.EndMapping();
        }

        yaml.EndList();
    }

    private static List<CostMember> Changed(CostModel costs, CostModel preset) =>
        [.. CostMembers.All.Where(m => !string.Equals(m.Format(costs), m.Format(preset), StringComparison.Ordinal))];

    private void WriteExpectation(Expectation expectation)
    {
        var colon = expectation.Subject.IndexOf(':', StringComparison.Ordinal);
        yaml.Plain(colon < 0 ? expectation.Subject : expectation.Subject[..colon]);
        if (colon >= 0)
        {
            yaml.BeginMapping(inLine: true);
            yaml.Text(expectation.Subject[(colon + 1)..]);
            yaml.Text(expectation.Text ?? ExpectationSubjects.Unbound);
            yaml.EndMapping();
            return;
        }

        var unit = ExpectationSubjects.UnitOf(expectation.Subject) ?? ExpectationUnit.Count;
        if (expectation.Text is not null)
        {
            yaml.Text(expectation.Text);
        }
        else if (expectation.Published is { } published)
        {
            WritePublished(published, unit);
        }
        else if (expectation.Minimum is { } exact && exact.Equals(expectation.Maximum))
        {
            yaml.Plain(Format(exact, unit));
        }
        else
        {
            yaml.BeginMapping(inLine: true);
            WriteBound("min", expectation.Minimum, unit);
            WriteBound("max", expectation.Maximum, unit);
            yaml.EndMapping();
        }
    }

    private void WritePublished(PublishedFigure published, ExpectationUnit unit)
    {
        yaml.BeginMapping(inLine: true);
        yaml.Plain(FileWords.Published);
        yaml.Plain(Format(published.Value, unit));
        yaml.Plain("within");
        yaml.Plain(Shares.Format(published.WithinPerMillion));
        yaml.Plain("constants");
        yaml.Plain(FileWords.Constants[(int)published.Constants]);
        yaml.Plain("source");
        yaml.Text(published.Source);
        yaml.EndMapping();
    }

    private void WriteBound(string key, double? value, ExpectationUnit unit)
    {
        if (value is { } number)
        {
            yaml.Plain(key);
            yaml.Plain(Format(number, unit));
        }
    }

    private static string Format(double value, ExpectationUnit unit) => unit == ExpectationUnit.Duration
        ? Quantity.FormatDuration((long)value)
        : value.ToString("R", CultureInfo.InvariantCulture);
}
