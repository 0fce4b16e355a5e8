using Atelier.Scripting;

namespace Atelier.Host.Cli.Run;

/// <summary><c>atelier run --init</c>: a folder in which editors complete scripts.</summary>
internal static class EditorSetup
{
    private const string Omnisharp = """
        {
          "script": {
            "enabled": true,
            "defaultTargetFramework": "net10.0",
            "enableScriptNuGetReferences": true
          }
        }

        """;

    private const string First = """
        #load "atelier.csx" // for the editor; remove it if you like

        // atelier run hello.csx "a lighthouse in a storm"
        var pictures = await Imagine(Args.At(0, "a red house on a green hill"), count: 2);
        foreach (var path in await pictures.SaveAsync("hello.png"))
        {
            Log.Info(path);
        }

        """;

    public static int Write(string folder, Terminal terminal)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "sdk", "Atelier.Abstractions.dll");
        Keep(EditorFile.Name, EditorFile.Text(File.Exists(beside) ? beside : typeof(ScriptGlobals).Assembly.Location), anew: true);
        Keep("omnisharp.json", Omnisharp, anew: false);
        if (Directory.EnumerateFiles(folder, "*.csx").All(file => Path.GetFileName(file) == EditorFile.Name))
        {
            Keep("hello.csx", First, anew: false);
        }

        return ExitCode.Ok;

        void Keep(string name, string text, bool anew)
        {
            var path = Path.Combine(folder, name);
            var isThere = File.Exists(path);
            if (anew || !isThere)
            {
                File.WriteAllText(path, text);
            }

            terminal.Out.WriteLine($"{name} {(!isThere ? "is new" : anew ? "was written anew" : "was there, and stays as it is")}");
        }
    }
}
