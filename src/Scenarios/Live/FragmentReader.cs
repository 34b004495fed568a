using System.Text;
using NumaProbe.Scenarios.Devices;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Probes;
using NumaProbe.Shared;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Live;

/// <summary>
/// Reads the text of a fragment with the readers of scenario files, so that the same is valid in both. Never throws for a bad
/// text.
/// </summary>
internal static class FragmentReader
{
    private static readonly string[] Keys =
        [ScenarioKeys.Modules.Key, ScenarioKeys.Drivers.Key, ScenarioKeys.Devices.Key, ScenarioKeys.Probes.Key, ScenarioKeys.Events.Key];

    internal static FragmentReading Read(ReadOnlyMemory<byte> text, string fileName, KnownThings known)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new ProblemList(Quoted.Plain(fileName, int.MaxValue));
        var root = ReadDocument(text.Span, fileName, problems);
        var fragment = root is null ? null : Bind(root, known, problems);
        if (fragment is null && problems.Count == 0)
        {
            problems.Add(default, "empty fragment", "there is nothing in it to add or to do", "write for example 'events: [{wait_for_device_probe: }]'");
        }

        return new(problems.Count > 0 ? null : fragment, problems.Sorted(), problems.Count);
    }

    private static DocumentNode? ReadDocument(ReadOnlySpan<byte> bytes, string fileName, ProblemList problems)
    {
        if (bytes.Length > ScenarioLimits.FragmentBytes)
        {
            problems.Add(
                default, "too large", $"a fragment may have {Quantity.FormatSize(ScenarioLimits.FragmentBytes)}, and this one has more", "write series as templates, for example nvme{0..999}, or inject it in parts");
            return null;
        }

        if (!SourceText.Accept(bytes, problems, out var text))
        {
            return null;
        }

        var isJson = fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && text.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        if (isJson || ScenarioLoader.LooksLikeJson(text))
        {
            var attempt = isJson ? problems : new ProblemList(problems.File);
            var root = JsonDocumentReader.Read(text, attempt, out _);
            if (root is not null || isJson)
            {
                problems.Take(attempt);
                return root;
            }
        }

        return YamlDocumentReader.Read(Encoding.UTF8.GetString(text), problems);
    }

    private static ScenarioFragment? Bind(DocumentNode root, KnownThings known, ProblemList problems)
    {
        var context = new BindContext(problems, known);
        if (MappingView.Open(new Field("fragment", root.Mark, root), problems, "a fragment", Keys) is not { } view)
        {
            return null;
        }

        var modules = ModuleSection.Read(view[ScenarioKeys.Modules.Key], context);
        var drivers = DriverSection.Read(view[ScenarioKeys.Drivers.Key], context);
        var deviceReader = new DeviceReader(context);
        var devices = deviceReader.Read(view[ScenarioKeys.Devices.Key]);
        deviceReader.CheckClasses();
        var probes = new ProbeReader(context).Read(view[ScenarioKeys.Probes.Key]);
        var events = new EventReader(context).Read(view[ScenarioKeys.Events.Key], []);
        return modules.Count + drivers.Count + devices.Count + probes.Count + events.Count == 0
            ? null
            : new(known, [.. modules], [.. drivers], [.. devices], [.. probes], [.. events.Select(e => new FragmentOperation(e.Operation, e.Target))]);
    }
}
