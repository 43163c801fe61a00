using CreditGate.Actors.Nodes;
using CreditGate.Silo.Hosting.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;

namespace CreditGate.Silo.Notices;

internal static class NoticeChannels
{
    /// <summary>Wake-ups by the cluster's Redis where it has one.</summary>
    public static IServiceCollection AddClusterNotices(this IServiceCollection services, ClusterSettings cluster) =>
        cluster.Redis is { } redis ? services.AddRedisNotices(redis.Settings, cluster.ClusterId) : services;

    /// <summary>Wake-ups by Redis, instead of by the ledger's database.</summary>
    /// <param name="clusterId">Keeps apart the clusters that share a Redis.</param>
    public static IServiceCollection AddRedisNotices(this IServiceCollection services, ConfigurationOptions settings, string clusterId) =>
        services.Replace(ServiceDescriptor.Singleton<INoticeChannel>(_ => new RedisNotices(settings, $"{clusterId}:notices")));
}
