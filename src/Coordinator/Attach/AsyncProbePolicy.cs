using System.Collections.Immutable;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// driver_allows_async_probing() of drivers/base/dd.c: probe type, then the command line, then the owner module. The list is
/// comma-separated, whole tokens compared exactly, cut at 255 characters; a token <c>*</c> turns it into a list of exceptions. Up to 5.1 there
/// is no list, in 5.15 no <c>*</c>.
/// </summary>
internal sealed class AsyncProbePolicy
{
    /// <summary>ASYNC_DRV_NAMES_MAX_LEN of drivers/base/dd.c, with the terminating NUL.</summary>
    internal const int ListBufferLength = 256;

    private readonly ImmutableHashSet<string> _listed;
    private readonly bool _hasStar;
    private MachineModel _model;
    private bool[] _allowed;

    internal AsyncProbePolicy(MachineModel model)
    {
        _model = model;
        var list = model.Generation.AsyncProbeList;
        var text = list == AsyncProbeList.Absent ? "" : model.CommandLine.DriverAsyncProbe ?? "";
        IsListTooLong = text.Length >= ListBufferLength;
        var stored = text[..Math.Min(text.Length, ListBufferLength - 1)];
        _listed = [.. stored.Split(',')];
        _hasStar = list == AsyncProbeList.NamesAndStar && _listed.Contains("*");
        _allowed = [.. model.Scenario.Drivers.Select(Decide)];
    }

    /// <summary>The kernel warns once that the list was cut.</summary>
    internal bool IsListTooLong { get; }

    /// <summary>Decides for the drivers that the model has more now; the command line and what was decided stay.</summary>
    internal void Extend(MachineModel model)
    {
        _model = model;
        _allowed = [.. _allowed, .. model.Scenario.Drivers.Skip(_allowed.Length).Select(Decide)];
    }

    /// <summary>True when the driver is probed asynchronously.</summary>
    internal bool DriverAllowsAsyncProbing(int driver) => _allowed[driver];

    /// <summary>module_requested_async_probing(): the module's argument, else the default of all modules.</summary>
    internal bool ModuleRequests(string? module)
    {
        if (module is null)
        {
            return _model.Scenario.Kernel.ModuleAsyncProbe;
        }

        var spec = _model.Scenario.Modules.FirstOrDefault(m => string.Equals(m.Name, module, StringComparison.Ordinal));
        return spec?.AsyncProbe
            ?? (_model.CommandLine.ModuleAsyncProbe.TryGetValue(module.Replace('-', '_'), out var asked) ? asked : _model.Generation.HasModuleAsyncProbeDefault && _model.CommandLine.ModuleDefaultAsyncProbe);
    }

    private bool Decide(DriverSpec driver) => driver.ProbeTypeIn(_model.Generation) switch
    {
        ProbeType.PreferAsynchronous => true,
        ProbeType.ForceSynchronous => false,
        _ => (_hasStar != _listed.Contains(driver.Name)) || ModuleRequests(driver.Module),
    };
}
