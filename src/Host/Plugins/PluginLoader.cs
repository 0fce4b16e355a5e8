using Atelier.FrontEnds;
using Atelier.Host.Plugins.Options;
using Atelier.Plugins;

namespace Atelier.Host.Plugins;

/// <summary>From a folder to a plugin that is ready, or to the reason why not. No failure of a plugin gets past it.</summary>
/// <param name="copies">Where native libraries are copied to.</param>
/// <param name="patience">How long a plugin's constructor and <see cref="IPlugin.Configure"/> may take together.</param>
internal sealed class PluginLoader(PrivateCopies copies, TimeSpan patience)
{
    /// <summary>The time a plugin gets where nothing else is said.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    /// <summary>Loads the plugin that a manifest describes.</summary>
    /// <param name="options">The values of its options, as JSON; null leaves them at their defaults.</param>
    /// <exception cref="PluginException">It cannot be used.</exception>
    public LoadedPlugin Load(string folder, PluginManifest manifest, string? options = null)
    {
        CheckApi(manifest);
        var entry = Path.GetFullPath(Path.Combine(folder, manifest.EntryAssembly));
        if (!File.Exists(entry))
        {
            throw new PluginException($"{manifest.EntryAssembly} is missing");
        }

        var context = new PluginLoadContext(entry, copies);
        try
        {
            var parts = Run(() => Configure(context, options), manifest.EntryAssembly);
            CheckPlace(manifest.RunsIn, parts);
            return new LoadedPlugin(manifest, parts, context);
        }
        catch (PluginException exception)
        {
            context.Unload();
            exception.Remains = new WeakReference(context);
            throw;
        }
    }

    private static void CheckApi(PluginManifest manifest)
    {
        var (asked, here) = (manifest.ApiVersion, PluginApi.Version);
        if (asked.Major != here.Major || asked.Minor > here.Minor)
        {
            var wayOut = asked > here ? "update Atelier, or take an older build of the plugin" : "take a newer build of the plugin";
            throw new PluginException($"it was built for plugin API {asked}; this Atelier has {here}: {wayOut}");
        }
    }

    private static void CheckPlace(PluginProcess place, PluginParts parts)
    {
        var frontEnd = PartKinds.NameOf<IFrontEnd>();
        if (parts.Names.FirstOrDefault(part => (part.Kind == frontEnd) != (place == PluginProcess.Server)) is { } wrong)
        {
            throw new PluginException(place == PluginProcess.Server
                ? $"it adds the {wrong.Kind} '{wrong.Name}', and its plugin.json says that it runs in the server, where there are front ends only"
                : $"it adds the front end '{wrong.Name}', which runs in the server: its plugin.json must say \"runsIn\": \"server\"");
        }
    }

    private static PluginParts Configure(PluginLoadContext context, string? options)
    {
        var assembly = context.LoadEntry();
        var contracts = typeof(IPlugin).Assembly.GetName();
        if (assembly.GetReferencedAssemblies().FirstOrDefault(name => name.Name == contracts.Name) is { } built
            && built.Version?.Major != contracts.Version?.Major)
        {
            throw new PluginException($"it was compiled against {contracts.Name} {built.Version}; this Atelier has {contracts.Version}");
        }

        var types = assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPlugin))).ToArray();
        if (types.Length != 1)
        {
            var found = types.Length == 0 ? "none" : string.Join(", ", types.Select(type => type.Name));
            throw new PluginException($"it must have one public class that implements IPlugin, and has {found}");
        }

        if (types[0].GetConstructor(Type.EmptyTypes) is null)
        {
            throw new PluginException($"{types[0].Name} needs a public constructor without parameters");
        }

        var parts = new PluginParts(options);
        ((IPlugin)Activator.CreateInstance(types[0])!).Configure(parts);
        return parts;
    }

    /// <summary>Runs plugin code on a thread of its own, which is given up when it takes too long.</summary>
    private PluginParts Run(Func<PluginParts> work, string name)
    {
        PluginParts? parts = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                parts = work();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        { IsBackground = true, Name = $"plugin {name}" };
        thread.Start();
        if (!thread.Join(patience))
        {
            throw new PluginException($"it did not finish configuring within {patience.TotalSeconds:0.#} s");
        }

        return failure switch
        {
            null => parts!,
            // New ones: an exception that came through plugin code holds, in its stack trace, that code in memory.
            PluginOptionException option => throw new PluginOptionException(option.Field, option.Problem),
            PluginException known => throw new PluginException(known.Message),
            _ => throw new PluginException(PluginFailure.Reason(failure)),
        };
    }
}
