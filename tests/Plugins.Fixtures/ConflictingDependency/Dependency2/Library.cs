namespace Atelier.Dependency;

public static class Library
{
    public static string Version2 => "2";
}
