namespace Atelier.Host.Automation.Schedules;

internal static class ScheduleServices
{
    /// <summary>What starts runs at times.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<IScheduleAlarm, QuartzAlarm>()
        .AddSingleton<ScheduleFires>()
        .AddSingleton<ScheduleKeeper>()
        .AddHostedService<ScheduleWatch>();
}
