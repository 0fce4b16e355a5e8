using Atelier.Host.Store;
using Microsoft.Data.Sqlite;
using Quartz;
using Quartz.Extensibility;
using SQLitePCL;

namespace Atelier.Host.Automation.Schedules;

/// <summary>
/// Quartz with its persistent store, in a file of its own beside the database: one trigger a schedule, for the next time. It begins with
/// the first schedule; a server without any has none.
/// </summary>
internal sealed class QuartzAlarm(DataFolder data, TimeProvider time, ILogger<QuartzAlarm> logger)
    : IScheduleAlarm, IJobFactory, IAsyncDisposable
{
    private const int MostAtOnce = 4;
    private static readonly JobKey Wake = new("wake");

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IScheduler? _scheduler;
    private bool _disposed;

    public event Func<string, Task>? Rang;

    /// <summary>Beside the database.</summary>
    public static string FileOf(DataFolder data) => Path.Combine(data.Path, "schedules.db");

    public async Task SetAsync(string scheduleId, DateTimeOffset at, CancellationToken cancellation)
    {
        var scheduler = await SchedulerAsync(cancellation);
        var trigger = TriggerBuilder.Create(time).WithIdentity(scheduleId).ForJob(Wake).StartAt(at)
            .WithSimpleSchedule(simple => simple.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellation);
    }

    public async Task ClearAsync(string scheduleId, CancellationToken cancellation)
    {
        if (_scheduler is { } scheduler)
        {
            await scheduler.UnscheduleJob(new TriggerKey(scheduleId), cancellation);
        }
    }

    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new JobScope(new WakeJob(this), null));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _disposed = true;
            if (_scheduler is { } scheduler)
            {
                await scheduler.Shutdown(true, CancellationToken.None);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IScheduler> SchedulerAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _scheduler ??= await StartAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IScheduler> StartAsync(CancellationToken cancellation)
    {
        Batteries_V2.Init();
        var file = FileOf(data);
        if (!File.Exists(file))
        {
            new FileStream(file, DataFolder.NewFile()).Dispose();
        }

        var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "atelier-" + file);
            quartz.UseTimeProvider(time);
            quartz.UseJobFactory(this);
            quartz.UseDefaultThreadPool(MostAtOnce);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(connection.ToString());
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.ProvisionSchema();
            });
        }).BuildScheduler(cancellation);
        await scheduler.AddJob(
            JobBuilder.Create<WakeJob>().WithIdentity(Wake).StoreDurably().Build(), AddJobOptions.Replacing, cancellation);
        await scheduler.Start(cancellation);
        return scheduler;
    }

    private async Task RingAsync(string scheduleId)
    {
        try
        {
            await (Rang?.Invoke(scheduleId) ?? Task.CompletedTask);
        }
        catch (Exception exception)
        {
            // Quartz would take the trigger out of service.
            ScheduleLog.Threw(logger, exception, scheduleId);
        }
    }

    /// <summary>The one job. Its trigger's name says which schedule it wakes.</summary>
    private sealed class WakeJob(QuartzAlarm alarm) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await alarm.RingAsync(context.Trigger.Key.Name);
    }
}
