using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.DiscordSimulator;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public class UnloadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_a_session_nothing_holds_the_plugin_in_memory()
    {
        await using var discord = await LocalDiscord.StartAsync();
        var guild = discord.AddGuild("Painters");
        var anna = guild.AddMember("anna").In(guild.AddChannel("general"));

        // The server in memory goes with it: unlike the real one, it keeps the very requests that the plugin gave it.
        var context = await TalkAsync(discord, anna, new FakeFrontEndHost());

        for (var tries = 0; context.IsAlive && tries < 100; tries++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        Assert.False(context.IsAlive, "something still holds the plugin");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> TalkAsync(LocalDiscord discord, DiscordSimulator.Users.Hands anna, FakeFrontEndHost host)
    {
        var context = new AssemblyLoadContext("discord", isCollectible: true);
        var session = Open(context, discord, host);
        using var stop = new CancellationTokenSource();
        var running = session.RunAsync(stop.Token);
        await discord.CommandsAsync("imagine");
        await Passing.WhenAsync(() => host.Reports.Contains("connected as atelier to 1 server"));

        var imagine = anna.Slash("imagine", ("prompt", "a fox"));
        await Passing.WhenAsync(() => host.Queue.All.Count == 1);
        host.Queue.Succeed(host.Queue.Last.Id);
        var message = await imagine.MessageAsync(one => one.Attachments.Count > 0);
        await anna.Press(message, message.Buttons[0].CustomId!).AnsweredAsync();
        discord.State.Gateway.Drop();
        await discord.ResumedAsync(1);

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        context.Unload();
        return new WeakReference(context);
    }

    private static IFrontEndSession Open(AssemblyLoadContext context, LocalDiscord discord, FakeFrontEndHost host)
    {
        var assembly = context.LoadFromAssemblyPath(typeof(DiscordSession).Assembly.Location);
        var options = Activator.CreateInstance(assembly.GetType(typeof(DiscordOptions).FullName!)!)!;
        options.GetType().GetProperty(nameof(DiscordOptions.Token))!.SetValue(options, discord.Token);
        options.GetType().GetProperty(nameof(DiscordOptions.ApiAddress))!.SetValue(options, discord.ApiAddress);
        var frontEnd = (IFrontEnd)Activator.CreateInstance(
            assembly.GetType("Atelier.DiscordBot.DiscordFrontEnd")!, BindingFlags.Instance | BindingFlags.Public, null, [options], null)!;
        return frontEnd.Open(new RealTimeHost(host));
    }
}
