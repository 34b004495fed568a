namespace NumaProbe.Cluster.RabbitMq;

/// <summary>What the broker knows a delivery by; means nothing on another link.</summary>
/// <param name="Link">The link it came over.</param>
/// <param name="Number">Its number there.</param>
internal sealed record DeliveryTag(RabbitMqLink Link, ulong Number);
