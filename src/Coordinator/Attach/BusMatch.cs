using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// driver_match_device(): what the bus's match() says of a driver and a device. Owns how often match() has been called for devices whose
/// answer is an error at first.
/// </summary>
internal sealed class BusMatch
{
    private readonly MachineModel _model;
    private readonly ErrorResult?[]? _errors;
    private readonly int[]? _calls;

    internal BusMatch(MachineModel model)
    {
        _model = model;
        if (model.Scenario.Devices.Any(d => d.MatchError is not null))
        {
            _errors = [.. model.Scenario.Devices.Select(d => d.MatchError)];
            _calls = new int[_errors.Length];
        }
    }

    /// <summary>1 yes, 0 no, -EPROBE_DEFER cannot tell yet, another negative errno: failed.</summary>
    internal int Of(int driver, int device)
    {
        var matches = _model.Matches(driver, device) ? 1 : 0;
        if (_errors is null || matches == 0 || _errors[device] is not { } error)
        {
            return matches;
        }

        return error.FailFirst == 0 || _calls![device]++ < error.FailFirst ? error.Errno : matches;
    }
}
