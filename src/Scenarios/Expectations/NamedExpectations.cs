using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Expectations;

/// <summary>Reads expectations of things by their names: which driver each device is bound to, and which device has a kernel name.</summary>
internal static class NamedExpectations
{
    internal static void ReadBoundTo(Field field, List<Expectation> expectations, BindContext context)
    {
        foreach (var entry in MappingView.OpenAny(field, context.Problems, "a mapping from device to driver")?.Entries ?? [])
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

            if (devices.Count > ScenarioLimits.Expectations - expectations.Count)
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

                expectations.Add(new($"{ExpectationSubjects.BoundTo}:{devices.At(i)}", null, null, driver));
            }
        }
    }

    internal static void ReadNamed(Field field, List<Expectation> expectations, BindContext context)
    {
        foreach (var entry in MappingView.OpenAny(field, context.Problems, "a mapping from kernel name to device")?.Entries ?? [])
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
                expectations.Add(new($"{ExpectationSubjects.Named}:{entry.Key}", null, null, device));
            }
        }
    }

    /// <summary>Writes an expectation of a thing by its name; false when it is none.</summary>
    internal static bool Write(YamlText yaml, Expectation expectation)
    {
        var colon = expectation.Subject.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }

        yaml.Plain(expectation.Subject[..colon]);
        yaml.BeginMapping(inLine: true);
        yaml.Text(expectation.Subject[(colon + 1)..]);
        yaml.Text(expectation.Text ?? ExpectationSubjects.Unbound);
        yaml.EndMapping();
        return true;
    }
}
