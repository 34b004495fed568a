namespace NumaProbe.Coordinator.Buses;

/// <summary>
/// bus_for_each_drv(): stands on one driver at a time, in registration order. While it stands on a driver, that driver cannot
/// finish leaving the bus.
/// </summary>
internal sealed class DriverWalk
{
    private readonly Bus _bus;
    private int _position = -1;
    private DriverEntry? _current;

    internal DriverWalk(Bus bus) => _bus = bus;

    /// <summary>Steps to the next driver; null at the end.</summary>
    internal DriverEntry? Next()
    {
        End();
        while (++_position < _bus.Drivers.Count)
        {
            var driver = _bus.Drivers[_position];
            if (!driver.Removed)
            {
                driver.Walkers++;
                _current = driver;
                return driver;
            }
        }

        return null;
    }

    /// <summary>Steps off the driver it stands on.</summary>
    internal void End()
    {
        if (_current is { } driver && --driver.Walkers == 0)
        {
            driver.Left?.Raise();
            driver.Left = null;
        }

        _current = null;
    }
}
