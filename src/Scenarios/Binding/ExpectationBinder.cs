using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Binding;

/// <summary>
/// Reads what the run must show: a mapping from subject to value, or a list of such mappings. A value is exact, has
/// <c>min</c>, <c>max</c> or both, or is what somebody published.
/// </summary>
internal sealed class ExpectationBinder(BindContext context)
{

    private readonly List<Expectation> _expectations = [];

    internal List<Expectation> Bind(Field field)
    {
        IReadOnlyList<Field> parts = field.Kind == DocumentKind.List ? context.Values.List(field) : [field];
        foreach (var part in parts)
        {
            if (MappingView.Open(part, context.Problems, "'expect'", ScenarioFormat.Expect.Keys) is { } view)
            {
                foreach (var entry in view.Entries)
                {
                    BindEntry(entry);
                }
            }
        }

        return _expectations;
    }

    private void BindEntry(DocumentEntry entry)
    {
        var field = Field.Of(entry);
        if (field.Given && string.Equals(entry.Key, ExpectationSubjects.BoundTo, StringComparison.Ordinal))
        {
            BindBoundTo(field);
            return;
        }

        if (field.Given && string.Equals(entry.Key, ExpectationSubjects.Named, StringComparison.Ordinal))
        {
            BindNamed(field);
            return;
        }

        if (ExpectationSubjects.UnitOf(entry.Key) is not { } unit)
        {
            return;
        }

        if (!field.Given)
        {
            context.Problems.Add(entry.Mark, $"'{entry.Key}' without a value", "an expectation says what is expected", "write a value, or {min: ..., max: ...}");
        }
        else if (unit == ExpectationUnit.Text)
        {
            if (context.Values.Word(field, FileWords.Statuses) is { } text)
            {
                _expectations.Add(new(entry.Key, null, null, text));
            }
        }
        else if (PublishedBinder.IsPublished(field))
        {
            if (PublishedBinder.Bind(field, f => Number(f, unit), context) is { } published)
            {
                _expectations.Add(Expectation.OfPublished(entry.Key, published));
            }
        }
        else if (field.Kind == DocumentKind.Mapping)
        {
            BindRange(entry.Key, unit, field);
        }
        else if (Number(field, unit) is { } exact)
        {
            _expectations.Add(new(entry.Key, exact, exact, null));
        }
    }

    private void BindRange(string subject, ExpectationUnit unit, Field field)
    {
        var view = MappingView.Open(field, context.Problems, "a range", ExpectFormat.RangeKeys)!;
        var minimum = Number(view["min"], unit);
        var maximum = Number(view["max"], unit);
        if (minimum > maximum)
        {
            context.Problems.Add(view["max"].Mark, $"'{subject}' has a max below its min", "no value could fit", "exchange the two");
        }
        else if (minimum is null && maximum is null && !view["min"].Given && !view["max"].Given)
        {
            context.Problems.Add(field.Mark, $"'{subject}' has neither min nor max", "any value would fit", "write {min: ..., max: ...}");
        }
        else
        {
            _expectations.Add(new(subject, minimum, maximum, null));
        }
    }

    private void BindBoundTo(Field field)
    {
        if (MappingView.OpenAny(field, context.Problems, "a mapping from device to driver") is not { } view)
        {
            return;
        }

        foreach (var entry in view.Entries)
        {
            var driver = context.Values.Name(Field.Of(entry));
            if (driver is null && entry.Value.Kind == DocumentKind.Null)
            {
                context.Problems.Add(entry.Mark, $"{Quoted.Text(entry.Key)} without a driver", "it says who is bound", $"name a driver, or write {ExpectationSubjects.Unbound} for no driver");
            }

            var known = driver is not null
                && (string.Equals(driver, ExpectationSubjects.Unbound, StringComparison.Ordinal) || context.Drivers.Resolve(driver, entry.Value.Mark));
            if (NameTemplate.Read(entry.Key, entry.Mark, context.Problems) is not { } devices || !known)
            {
                continue;
            }

            if (devices.Count > ScenarioLimits.Expectations - _expectations.Count)
            {
                context.Values.TooMany(entry.Mark, "expectations", ScenarioLimits.Expectations);
                return;
            }

            for (var i = 0; i < devices.Count; i++)
            {
                if (!context.Devices.Resolve(devices.At(i), entry.Mark))
                {
                    break;
                }

                _expectations.Add(new($"{ExpectationSubjects.BoundTo}:{devices.At(i)}", null, null, driver));
            }
        }
    }

    private void BindNamed(Field field)
    {
        if (MappingView.OpenAny(field, context.Problems, "a mapping from kernel name to device") is not { } view)
        {
            return;
        }

        foreach (var entry in view.Entries)
        {
            var device = context.Values.Name(Field.Of(entry));
            if (device is null && entry.Value.Kind == DocumentKind.Null)
            {
                context.Problems.Add(entry.Mark, $"{Quoted.Text(entry.Key)} without a device", "it says who has the name", $"name a device, or write {ExpectationSubjects.Unbound} for no device");
            }
            else if (NameRules.Refuse(entry.Key) is { } why)
            {
                context.Problems.Add(entry.Mark, $"{Quoted.Text(entry.Key)} is no name", why);
            }
            else if (device is not null && (string.Equals(device, ExpectationSubjects.Unbound, StringComparison.Ordinal) || context.Devices.Resolve(device, entry.Value.Mark)))
            {
                _expectations.Add(new($"{ExpectationSubjects.Named}:{entry.Key}", null, null, device));
            }
        }
    }

    private double? Number(Field field, ExpectationUnit unit) => unit switch
    {
        ExpectationUnit.Duration => context.Quantities.Duration(field),
        ExpectationUnit.Percent => context.Values.Number(field, 0, 100),
        _ => context.Values.Integer(field, 0, int.MaxValue),
    };
}
