namespace NumaProbe.Shared.Drivers;

/// <summary>A loadable module: its init registers its drivers in the order of the scenario, then synchronises (do_init_module).</summary>
/// <param name="Name">Unique module name.</param>
/// <param name="AsyncProbe">
/// The module's <c>async_probe</c> argument; null leaves the default of <c>module.async_probe=</c> (false without it).
/// </param>
public sealed record ModuleSpec(string Name, bool? AsyncProbe = null);
