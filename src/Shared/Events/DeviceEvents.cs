using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>The device is on its bus (bus_add_device).</summary>
/// <param name="NumaNode">The node, -1 for none.</param>
/// <param name="Parent">The parent, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeviceAddedEvent(int NumaNode, [Form(ArgumentForm.Device)] int Parent) : IEventArguments<DeviceAddedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DeviceAdded;

    /// <inheritdoc/>
    public EventArguments Pack() => new(NumaNode, Parent);

    /// <inheritdoc/>
    public static DeviceAddedEvent From(in TraceEvent e) => new((int)e.A, (int)e.B);
}

/// <summary>Removal of the device begins (BUS_NOTIFY_DEL_DEVICE).</summary>
public readonly record struct DeviceDeletingEvent : IEventArguments<DeviceDeletingEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DeviceDeleting;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static DeviceDeletingEvent From(in TraceEvent e) => default;
}

/// <summary>The device is gone.</summary>
public readonly record struct DeviceRemovedEvent : IEventArguments<DeviceRemovedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DeviceRemoved;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static DeviceRemovedEvent From(in TraceEvent e) => default;
}

/// <summary>The driver is on its bus's list.</summary>
public readonly record struct DriverAddedEvent : IEventArguments<DriverAddedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DriverAdded;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static DriverAddedEvent From(in TraceEvent e) => default;
}

/// <summary>The driver left its bus's list.</summary>
public readonly record struct DriverRemovedEvent : IEventArguments<DriverRemovedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DriverRemoved;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static DriverRemovedEvent From(in TraceEvent e) => default;
}

/// <summary>match() of the bus said yes.</summary>
public readonly record struct MatchedEvent : IEventArguments<MatchedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Matched;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static MatchedEvent From(in TraceEvent e) => default;
}

/// <summary>A naming class gave an index.</summary>
/// <param name="Domain">What is waited for.</param>
/// <param name="Index">The number.</param>
/// <param name="Of">The number that it belongs to, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NameAssignedEvent(
    [Form(ArgumentForm.NamingClass)] int Domain, int Index, [Form(ArgumentForm.OptionalNumber)] int Of)
    : IEventArguments<NameAssignedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NameAssigned;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Domain, Index, Of);

    /// <inheritdoc/>
    public static NameAssignedEvent From(in TraceEvent e) => new((int)e.A, (int)e.B, (int)e.C);

    /// <summary>The number that an event gives or takes back.</summary>
    /// <param name="e">A <see cref="TraceKind.NameAssigned"/> or a <see cref="TraceKind.NameReleased"/>.</param>
    public static NameAssignedEvent OfEither(in TraceEvent e)
    {
        if (e.Kind != TraceKind.NameReleased)
        {
            return e.As<NameAssignedEvent>();
        }

        var (domain, index, of) = e.As<NameReleasedEvent>();
        return new(domain, index, of);
    }
}

/// <summary>A probe or a schedule was skipped.</summary>
/// <param name="Reason">Why.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SkippedEvent(SkipReason Reason) : IEventArguments<SkippedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Skipped;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Reason);

    /// <inheritdoc/>
    public static SkippedEvent From(in TraceEvent e) => new((SkipReason)e.A);
}

/// <summary>sync_state() of a supplier: all its consumers are bound.</summary>
public readonly record struct SyncStateEvent : IEventArguments<SyncStateEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.SyncState;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static SyncStateEvent From(in TraceEvent e) => default;
}

/// <summary>State of a device when the run ended.</summary>
/// <param name="NumaNode">The node, -1 for none.</param>
/// <param name="Present">It is there.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FinalDeviceEvent(int NumaNode, bool Present) : IEventArguments<FinalDeviceEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.FinalDevice;

    /// <inheritdoc/>
    public EventArguments Pack() => new(NumaNode, Present ? 1 : 0);

    /// <inheritdoc/>
    public static FinalDeviceEvent From(in TraceEvent e) => new((int)e.A, e.B != 0);
}

/// <summary>A naming class took a number back.</summary>
/// <param name="Domain">What is waited for.</param>
/// <param name="Index">The number.</param>
/// <param name="Of">The number that it belongs to, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NameReleasedEvent(
    [Form(ArgumentForm.NamingClass)] int Domain, int Index, [Form(ArgumentForm.OptionalNumber)] int Of)
    : IEventArguments<NameReleasedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NameReleased;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Domain, Index, Of);

    /// <inheritdoc/>
    public static NameReleasedEvent From(in TraceEvent e) => new((int)e.A, (int)e.B, (int)e.C);
}

/// <summary>A device got another node: by hand, or with another parent.</summary>
/// <param name="FromNode">The node before.</param>
/// <param name="NumaNode">The node, -1 for none.</param>
/// <param name="Parent">The parent, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NodeChangedEvent(int FromNode, int NumaNode, [Form(ArgumentForm.Device)] int Parent) : IEventArguments<NodeChangedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NodeChanged;

    /// <inheritdoc/>
    public EventArguments Pack() => new(FromNode, NumaNode, Parent);

    /// <inheritdoc/>
    public static NodeChangedEvent From(in TraceEvent e) => new((int)e.A, (int)e.B, (int)e.C);
}
