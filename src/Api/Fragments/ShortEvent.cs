using System.Text.Json;
using System.Text.Json.Nodes;
using NumaProbe.Api.Records;
using NumaProbe.Api.Settings;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Api.Fragments;

/// <summary>
/// Rewrites one event with what it defines into a fragment of a scenario. Only rewrites: what the fragment means, and whether its names
/// and values are right, is the business of whoever takes it.
/// </summary>
public static class ShortEvent
{
    /// <summary>The fragment of an event.</summary>
    /// <param name="request">The event.</param>
    public static FragmentText ToFragment(EventRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Op is null || EventOperations.Find(request.Op) is not { } operation)
        {
            var hint = request.Op is { } op && Suggestion.For(op, EventOperations.All) is { } suggestion
                ? suggestion
                : "operations are " + string.Join(", ", EventOperations.All);
            return Wrong($"there is no operation '{PlainText.Of(request.Op ?? "")}'; {hint}");
        }

        if (!TryTarget(request.Target, out var target))
        {
            return Wrong("'target' must be a text or a number");
        }

        var fragment = new JsonObject();
        if ((Define(fragment, "devices", "device", request.Device, operation is EventOperation.DeviceAdd, target)
            ?? Define(fragment, "drivers", "driver", request.Driver, operation is EventOperation.DriverRegister, target)
            ?? DefineProbe(fragment, operation, request.Probe, target)) is { } wrong)
        {
            return Wrong(wrong);
        }

        fragment["events"] = new JsonArray(new JsonObject { [request.Op] = target?.DeepClone() });
        return new FragmentText(JsonSerializer.SerializeToUtf8Bytes(fragment, ApiJson.Options), null);
    }

    private static bool TryTarget(JsonElement? element, out JsonNode? target)
    {
        target = element?.ValueKind switch
        {
            JsonValueKind.String => JsonValue.Create(element.Value.GetString()),
            JsonValueKind.Number when element.Value.TryGetInt32(out var number) => JsonValue.Create(number),
            _ => null,
        };
        return target is not null || element is null or { ValueKind: JsonValueKind.Null };
    }

    private static string? Define(JsonObject fragment, string section, string key, JsonElement? definition, bool isAllowed, JsonNode? target)
    {
        if (definition is not { ValueKind: not JsonValueKind.Null } given)
        {
            return null;
        }

        if (!isAllowed || target is null || given.ValueKind != JsonValueKind.Object)
        {
            return $"'{key}' must be an object and comes with {(section is "devices" ? "device_add" : "driver_register")} and a target only";
        }

        var item = new JsonObject { ["name"] = target.DeepClone() };
        foreach (var member in given.EnumerateObject())
        {
            if (!item.TryAdd(member.Name, JsonNode.Parse(member.Value.GetRawText())))
            {
                return $"'{PlainText.Of(member.Name)}' stands twice in '{key}', or is its name, which the target says";
            }
        }

        fragment[section] = new JsonArray(item);
        return null;
    }

    private static string? DefineProbe(JsonObject fragment, EventOperation operation, string? probe, JsonNode? target)
    {
        if (probe is null)
        {
            return null;
        }

        if (operation is not (EventOperation.DeviceAdd or EventOperation.DriverRegister) || target is null)
        {
            return "'probe' comes with device_add or driver_register and a target only";
        }

        var rule = new JsonObject { [operation is EventOperation.DeviceAdd ? "device" : "driver"] = target.DeepClone() };
        var wrong = ShortSteps.AddTo(rule, probe);
        fragment["probes"] = new JsonArray(rule);
        return wrong;
    }

    private static FragmentText Wrong(string wrong) => new(null, wrong);
}
