using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// driver_match_device(): what the bus's match() says of a driver and a device. Owns how often match() has been called for devices whose
/// answer is an error at first.
/// </summary>
internal sealed class BusMatch
{
    private MachineModel _model;
    private ErrorResult?[]? _errors;
    private int[] _calls = [];

    internal BusMatch(MachineModel model)
    {
        _model = model;
        Extend(model);
    }

    /// <summary>Goes on with a model that has more devices.</summary>
    internal void Extend(MachineModel model)
    {
        _model = model;
        if (_errors is not null || model.Scenario.Devices.Any(d => d.MatchError is not null))
        {
            _errors = [.. model.Scenario.Devices.Select(d => d.MatchError)];
            Array.Resize(ref _calls, _errors.Length);
        }
    }

    /// <summary>1 yes, 0 no, -EPROBE_DEFER cannot tell yet, another negative errno: failed.</summary>
    internal int DriverMatchDevice(int driver, int device)
    {
        var matches = _model.Matches(driver, device) ? 1 : 0;
        if (_errors is null || matches == 0 || _errors[device] is not { } error)
        {
            return matches;
        }

        return error.FailFirst == 0 || _calls[device]++ < error.FailFirst ? error.Errno : matches;
    }
}
