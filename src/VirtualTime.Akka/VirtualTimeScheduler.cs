using global::Akka.Actor;
using global::Akka.Configuration;
using global::Akka.Dispatch;
using global::Akka.Event;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// Akka's scheduler on the clock of a partition: what is scheduled is an event of the partition. Its times are whole steps of 100 ns, as
/// Akka's are; the delays of emulated actors do not pass through here. What is cancelled stays in the queue and does nothing when its
/// time comes.
/// </summary>
internal sealed class VirtualTimeScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider
{
    private AkkaHost? _host;

    /// <summary>Called by Akka.</summary>
    public VirtualTimeScheduler(Config config, ILoggingAdapter log)
        : base(config, log)
    {
    }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => TimeSpan.FromTicks(Host.NowNs / TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => DateTimeOffset.UnixEpoch + MonotonicClock;

    private AkkaHost Host => _host ?? throw new InvalidOperationException("the actor system has not started");

    /// <summary>The system that it belongs to has started.</summary>
    internal void Attach(AkkaHost host) => _host = host;

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(new ScheduledTell(receiver, message, sender, cancelable), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(new Repeated(this, new ScheduledTell(receiver, message, sender, cancelable), interval), initialDelay);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        Add(new ScheduledAction(action, cancelable), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
        Add(new ScheduledAction(action.Run, cancelable), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Add(new Repeated(this, new ScheduledAction(action, cancelable), interval), initialDelay);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Add(new Repeated(this, new ScheduledAction(action.Run, cancelable), interval), initialDelay);

    /// <summary>Puts an event at a time to come; one of a system that ends never comes.</summary>
    internal void Add(HostEvent hostEvent, TimeSpan delay)
    {
        if (!Host.IsClosed)
        {
            Host.Queue(hostEvent, checked(delay.Ticks * TimeSpan.NanosecondsPerTick));
        }
    }
}
